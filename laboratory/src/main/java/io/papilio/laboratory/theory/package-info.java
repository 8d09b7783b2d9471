/**
 * The theory of "Butterfly Effects of SGD Noise" (arXiv 2310.11428), sections 3 and 4.3 and
 * appendices C and D: closed forms beside simulations, one class per proposition.
 */
package io.papilio.laboratory.theory;
