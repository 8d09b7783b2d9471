/** Small imitators in float64, and the challenging problems that they clone. */
package io.papilio.laboratory.pitfalls.learner;
