/** The environments that can be made, by id, with the keywords that all of them share. */
package io.papilio.envserver.catalog;
