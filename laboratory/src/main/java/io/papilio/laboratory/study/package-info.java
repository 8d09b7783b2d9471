/** Statements of the papers, each checked by a closed form, a simulation, or both. */
package io.papilio.laboratory.study;
