/** The result of a run in words and in a table, the same on the page and in the terminal. */
package io.papilio.laboratory.report.summary;
