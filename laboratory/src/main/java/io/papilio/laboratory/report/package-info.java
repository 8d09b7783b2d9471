/**
 * A cloning run as people read it: a page and a figure made from the run's own files, and the same
 * numbers as a table for the terminal. The figure follows "Butterfly Effects of SGD Noise", Figure
 * 1 (left) and Figure 22.
 */
package io.papilio.laboratory.report;
