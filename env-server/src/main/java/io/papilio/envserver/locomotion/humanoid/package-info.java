/** The Humanoid tasks: walking and standing up. */
package io.papilio.envserver.locomotion.humanoid;
