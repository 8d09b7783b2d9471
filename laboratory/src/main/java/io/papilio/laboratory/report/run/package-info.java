/** The files of a run as the report reads them: curves, episodes, settings and manifest. */
package io.papilio.laboratory.report.run;
