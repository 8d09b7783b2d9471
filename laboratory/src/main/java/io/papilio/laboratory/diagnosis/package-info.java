/** What checkpoints of anybody's training, and averages of them, do in an environment. */
package io.papilio.laboratory.diagnosis;
