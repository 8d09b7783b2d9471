/** The settings of each command, one record each: names, defaults and checks. */
package io.papilio.cli.config;
