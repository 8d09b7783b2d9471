/** Trained experts as policies and as files. */
package io.papilio.expert.policy;
