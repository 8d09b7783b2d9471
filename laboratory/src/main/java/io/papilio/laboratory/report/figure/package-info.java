/**
 * Figures as files: SVG, and the same as PNG. Source: "Butterfly Effects of SGD Noise", Figures 1,
 * 5, 6 and 22.
 */
package io.papilio.laboratory.report.figure;
