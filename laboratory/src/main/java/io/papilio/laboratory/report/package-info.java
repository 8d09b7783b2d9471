/** Reports of cloning runs: a page with interactive charts, and figures and tables as files. */
package io.papilio.laboratory.report;
