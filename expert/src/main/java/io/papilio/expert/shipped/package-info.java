/** Experts that were trained by this program and travel inside its jar. */
package io.papilio.expert.shipped;
