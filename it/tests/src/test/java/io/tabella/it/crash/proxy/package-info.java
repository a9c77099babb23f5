/**
 * A way between driver and MySQL server that is cut at just the packet a test chooses.
 *
 * <p>{@link io.tabella.it.crash.proxy.CuttingProxy} listens on the loopback interface and passes
 * packets on; per connection there is one thread for each direction. A {@link
 * io.tabella.it.crash.proxy.Cut} looks at each packet first and says what becomes of it and of the
 * connection. Packets are MySQL's: three bytes length, one byte number, payload; the connection
 * must be neither encrypted nor compressed.
 */
@NullMarked
package io.tabella.it.crash.proxy;

import org.jspecify.annotations.NullMarked;
