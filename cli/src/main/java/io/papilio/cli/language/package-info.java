/** The commands of language models. */
package io.papilio.cli.language;
