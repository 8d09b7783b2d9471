/**
 * Where experts and learners meet: recording what an expert does, and whole cloning runs from an
 * expert to the weights of its imitator.
 */
package io.papilio.expert.demonstration;
