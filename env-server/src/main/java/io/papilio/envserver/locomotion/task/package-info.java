/** What the MuJoCo tasks share: the simulation loop, reset noise, costs and the factory. */
package io.papilio.envserver.locomotion.task;
