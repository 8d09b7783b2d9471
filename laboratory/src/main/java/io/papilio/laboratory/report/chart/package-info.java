/**
 * Small charts as SVG: scales, axes with round ticks, lines and dots. Knows nothing of training.
 */
package io.papilio.laboratory.report.chart;
