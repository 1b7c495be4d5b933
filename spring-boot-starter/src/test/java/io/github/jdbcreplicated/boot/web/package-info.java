@NullMarked
package io.github.jdbcreplicated.boot.web;

import org.jspecify.annotations.NullMarked;
