/** A small shop as many are: pages by JPA and Thymeleaf with open-in-view, JSON, ProblemDetail, redirects. */
@NullMarked
package io.github.jdbcreplicated.faults.shop;

import org.jspecify.annotations.NullMarked;
