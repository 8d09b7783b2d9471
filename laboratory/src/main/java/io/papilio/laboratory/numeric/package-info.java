/** Special functions, quadrature and estimates for the checks of the papers' claims, in float64. */
package io.papilio.laboratory.numeric;
