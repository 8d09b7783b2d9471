/**
 * The talk "The Pitfalls of Imitation Learning" (arXiv 2503.09722) and what followed it (arXiv
 * 2507.09061): one class per theorem or slide.
 */
package io.papilio.laboratory.pitfalls;
