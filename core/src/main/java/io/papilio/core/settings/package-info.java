/**
 * Configuration records as named settings: name, default and description of each stand on one line.
 */
package io.papilio.core.settings;
