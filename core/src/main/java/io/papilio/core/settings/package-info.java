/**
 * Configuration records as named settings: every default and every description stands in one place.
 */
package io.papilio.core.settings;
