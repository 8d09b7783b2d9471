/** The threads that read and write TCP connections, for client and server alike. */
package io.papilio.protocol.transport;
