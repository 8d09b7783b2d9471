package io.papilio.laboratory.study;

import io.papilio.core.rollout.RolloutSource;
import java.util.function.Function;

/**
 * The check of a proposition, a theorem or a slide.
 *
 * @param name as in {@code ./papilio reproduce NAME}
 * @param title a phrase
 * @param source proposition, theorem or slide
 * @param experiment finds the same numbers every time; environments are for those that need any
 */
public record Study(
    String name, String title, String source, Function<RolloutSource, Findings> experiment) {}
