/** Training an expert: the loop around soft actor-critic, its evaluation, checkpoints and files. */
package io.papilio.expert.training;
