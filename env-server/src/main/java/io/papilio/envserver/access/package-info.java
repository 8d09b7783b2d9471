/**
 * Who may use a server: tokens, certificates of clients, what each client may hold, and the audit
 * log.
 */
package io.papilio.envserver.access;
