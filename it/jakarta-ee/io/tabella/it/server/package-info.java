/**
 * What each application server is asked to show: beans and tests that run in the server, compiled
 * into the module of each. The server's name and its descriptors are the module's.
 */
@NullMarked
package io.tabella.it.server;

import org.jspecify.annotations.NullMarked;
