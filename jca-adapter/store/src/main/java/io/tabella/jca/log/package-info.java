/**
 * Where the pool's log goes in an application server. A resource adapter must bring no logging
 * facade along: it would bind to nothing, and on some servers take the place of the applications'
 * own. So the pool's calls of SLF4J are renamed to these two types when it is packed.
 */
@NullMarked
package io.tabella.jca.log;

import org.jspecify.annotations.NullMarked;
