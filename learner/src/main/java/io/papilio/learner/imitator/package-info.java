/** Imitators: classes of policies that behavior cloning trains. */
package io.papilio.learner.imitator;
