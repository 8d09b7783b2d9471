/**
 * Two neighboring iterates from the same seed as an animation: parameters that hardly differ, one
 * walks, the other falls.
 */
package io.papilio.laboratory.report.butterfly;
