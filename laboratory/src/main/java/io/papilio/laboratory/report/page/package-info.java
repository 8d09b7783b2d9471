/** The page of one or more runs: HTML that holds its data, its style and its script. */
package io.papilio.laboratory.report.page;
