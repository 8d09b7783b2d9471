/** Robot arms: Reacher and Pusher. */
package io.papilio.envserver.locomotion.arm;
