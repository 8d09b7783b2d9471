/** Where commands get environments and policies from, as their options name them. */
package io.papilio.cli.source;
