/** What goes by other names in Spring Boot 3 than in other versions. */
@NullMarked
package io.tabella.spring.boot3;

import org.jspecify.annotations.NullMarked;
