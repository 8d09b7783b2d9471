/** What off-policy learning remembers: a ring of transitions and the minibatches drawn from it. */
package io.papilio.expert.replay;
