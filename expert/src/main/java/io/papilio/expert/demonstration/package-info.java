/** Recording what experts do. */
package io.papilio.expert.demonstration;
