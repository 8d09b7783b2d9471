/** Runs of language models, and pages about them. */
package io.papilio.laboratory.language;
