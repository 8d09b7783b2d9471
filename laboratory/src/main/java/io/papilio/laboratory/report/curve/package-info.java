/**
 * Numbers that describe a whole training curve: how good, how steady, how early. Source: "Butterfly
 * Effects of SGD Noise", appendix B.1.2, "Quantitative evaluations".
 */
package io.papilio.laboratory.report.curve;
