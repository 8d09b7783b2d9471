/**
 * Demonstrations on disk as Minari data sets, so that Python reads what Java recorded and the other
 * way round: a directory {@code data} with {@code metadata.json} and one Arrow file per episode, or
 * one HDF5 file.
 *
 * <p>Source: Minari 0.5.3, {@code minari.dataset}.
 */
package io.papilio.artifacts.minari;
