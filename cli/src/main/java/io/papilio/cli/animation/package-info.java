/**
 * Rendered frames as files that everyone can look at: animated GIFs with a palette of their own.
 */
package io.papilio.cli.animation;
