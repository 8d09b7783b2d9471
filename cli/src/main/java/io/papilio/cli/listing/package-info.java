/** The available environments and wrappers as text and as JSON. */
package io.papilio.cli.listing;
