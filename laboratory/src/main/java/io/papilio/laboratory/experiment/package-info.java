/**
 * The experiments of "Butterfly Effects of SGD Noise" by name, each a YAML file of settings whose
 * runs are compared.
 */
package io.papilio.laboratory.experiment;
