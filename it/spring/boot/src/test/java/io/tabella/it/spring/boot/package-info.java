/** Applications of Spring Boot, 3.5 and 4, that have the starter and nothing else of Tabella. */
@NullMarked
package io.tabella.it.spring.boot;

import org.jspecify.annotations.NullMarked;
