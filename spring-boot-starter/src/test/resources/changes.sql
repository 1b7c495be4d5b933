--liquibase formatted sql
--changeset board:1
select 1;
