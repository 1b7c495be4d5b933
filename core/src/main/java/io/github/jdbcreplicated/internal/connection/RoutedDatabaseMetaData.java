package io.github.jdbcreplicated.internal.connection;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import org.jspecify.annotations.NullUnmarked;

/**
 * What the current node says of itself; without a lease, what some node says. Never fixes a route.
 *
 * <p>What goes through here is the driver's matter, nulls included.
 */
@NullUnmarked
final class RoutedDatabaseMetaData implements DatabaseMetaData {
    private final RoutedConnection handle;

    RoutedDatabaseMetaData(RoutedConnection handle) {
        this.handle = handle;
    }

    @Override
    public Connection getConnection() throws SQLException {
        handle.checkOpen();
        return handle;
    }

    @Override
    public <T> T unwrap(Class<T> iface) throws SQLException {
        return iface.isInstance(this) ? iface.cast(this) : handle.unwrapMetaData(iface);
    }

    @Override
    public boolean isWrapperFor(Class<?> iface) throws SQLException {
        return iface.isInstance(this) || ask(data -> data.isWrapperFor(iface));
    }

    private <T> T ask(Question<T> question) throws SQLException {
        return handle.ask(connection -> question.answer(connection.getMetaData()));
    }

    /** Without a lease, asks once per cluster: observers want the URL or the product of every connection they see. */
    private <T> T constant(String name, Question<T> question) throws SQLException {
        return handle.constant(name, connection -> question.answer(connection.getMetaData()));
    }

    /** JDBC lets these two fail with nothing but a number: 0 while no node answers. */
    private int driverVersion(String name, Question<Integer> question) {
        try {
            return constant(name, question);
        } catch (SQLException e) {
            return 0;
        }
    }

    /** Rows keep the connection that they came from until they are closed. */
    private ResultSet rows(Question<ResultSet> question) throws SQLException {
        return handle.askForRows(connection -> question.answer(connection.getMetaData()));
    }

    /** Something to ask about the database. */
    @FunctionalInterface
    private interface Question<T> {
        T answer(DatabaseMetaData data) throws SQLException;
    }

    @Override
    public boolean allProceduresAreCallable() throws SQLException {
        return constant("allProceduresAreCallable", DatabaseMetaData::allProceduresAreCallable);
    }

    @Override
    public boolean allTablesAreSelectable() throws SQLException {
        return constant("allTablesAreSelectable", DatabaseMetaData::allTablesAreSelectable);
    }

    @Override
    public boolean autoCommitFailureClosesAllResultSets() throws SQLException {
        return constant("autoCommitFailureClosesAllResultSets", DatabaseMetaData::autoCommitFailureClosesAllResultSets);
    }

    @Override
    public boolean dataDefinitionCausesTransactionCommit() throws SQLException {
        return constant(
                "dataDefinitionCausesTransactionCommit", DatabaseMetaData::dataDefinitionCausesTransactionCommit);
    }

    @Override
    public boolean dataDefinitionIgnoredInTransactions() throws SQLException {
        return constant("dataDefinitionIgnoredInTransactions", DatabaseMetaData::dataDefinitionIgnoredInTransactions);
    }

    @Override
    public boolean deletesAreDetected(int type) throws SQLException {
        return ask(data -> data.deletesAreDetected(type));
    }

    @Override
    public boolean doesMaxRowSizeIncludeBlobs() throws SQLException {
        return constant("doesMaxRowSizeIncludeBlobs", DatabaseMetaData::doesMaxRowSizeIncludeBlobs);
    }

    @Override
    public boolean generatedKeyAlwaysReturned() throws SQLException {
        return constant("generatedKeyAlwaysReturned", DatabaseMetaData::generatedKeyAlwaysReturned);
    }

    @Override
    public ResultSet getAttributes(
            String catalog, String schemaPattern, String typeNamePattern, String attributeNamePattern)
            throws SQLException {
        return rows(data -> data.getAttributes(catalog, schemaPattern, typeNamePattern, attributeNamePattern));
    }

    @Override
    public ResultSet getBestRowIdentifier(String catalog, String schema, String table, int scope, boolean nullable)
            throws SQLException {
        return rows(data -> data.getBestRowIdentifier(catalog, schema, table, scope, nullable));
    }

    @Override
    public String getCatalogSeparator() throws SQLException {
        return constant("getCatalogSeparator", DatabaseMetaData::getCatalogSeparator);
    }

    @Override
    public String getCatalogTerm() throws SQLException {
        return constant("getCatalogTerm", DatabaseMetaData::getCatalogTerm);
    }

    @Override
    public ResultSet getCatalogs() throws SQLException {
        return rows(DatabaseMetaData::getCatalogs);
    }

    @Override
    public ResultSet getClientInfoProperties() throws SQLException {
        return rows(DatabaseMetaData::getClientInfoProperties);
    }

    @Override
    public ResultSet getColumnPrivileges(String catalog, String schema, String table, String columnNamePattern)
            throws SQLException {
        return rows(data -> data.getColumnPrivileges(catalog, schema, table, columnNamePattern));
    }

    @Override
    public ResultSet getColumns(String catalog, String schemaPattern, String tableNamePattern, String columnNamePattern)
            throws SQLException {
        return rows(data -> data.getColumns(catalog, schemaPattern, tableNamePattern, columnNamePattern));
    }

    @Override
    public ResultSet getCrossReference(
            String parentCatalog,
            String parentSchema,
            String parentTable,
            String foreignCatalog,
            String foreignSchema,
            String foreignTable)
            throws SQLException {
        return rows(data -> data.getCrossReference(
                parentCatalog, parentSchema, parentTable, foreignCatalog, foreignSchema, foreignTable));
    }

    @Override
    public int getDatabaseMajorVersion() throws SQLException {
        return constant("getDatabaseMajorVersion", DatabaseMetaData::getDatabaseMajorVersion);
    }

    @Override
    public int getDatabaseMinorVersion() throws SQLException {
        return constant("getDatabaseMinorVersion", DatabaseMetaData::getDatabaseMinorVersion);
    }

    @Override
    public String getDatabaseProductName() throws SQLException {
        return constant("getDatabaseProductName", DatabaseMetaData::getDatabaseProductName);
    }

    @Override
    public String getDatabaseProductVersion() throws SQLException {
        return constant("getDatabaseProductVersion", DatabaseMetaData::getDatabaseProductVersion);
    }

    @Override
    public int getDefaultTransactionIsolation() throws SQLException {
        return constant("getDefaultTransactionIsolation", DatabaseMetaData::getDefaultTransactionIsolation);
    }

    @Override
    public int getDriverMajorVersion() {
        return driverVersion("getDriverMajorVersion", DatabaseMetaData::getDriverMajorVersion);
    }

    @Override
    public int getDriverMinorVersion() {
        return driverVersion("getDriverMinorVersion", DatabaseMetaData::getDriverMinorVersion);
    }

    @Override
    public String getDriverName() throws SQLException {
        return constant("getDriverName", DatabaseMetaData::getDriverName);
    }

    @Override
    public String getDriverVersion() throws SQLException {
        return constant("getDriverVersion", DatabaseMetaData::getDriverVersion);
    }

    @Override
    public ResultSet getExportedKeys(String catalog, String schema, String table) throws SQLException {
        return rows(data -> data.getExportedKeys(catalog, schema, table));
    }

    @Override
    public String getExtraNameCharacters() throws SQLException {
        return constant("getExtraNameCharacters", DatabaseMetaData::getExtraNameCharacters);
    }

    @Override
    public ResultSet getFunctionColumns(
            String catalog, String schemaPattern, String functionNamePattern, String columnNamePattern)
            throws SQLException {
        return rows(data -> data.getFunctionColumns(catalog, schemaPattern, functionNamePattern, columnNamePattern));
    }

    @Override
    public ResultSet getFunctions(String catalog, String schemaPattern, String functionNamePattern)
            throws SQLException {
        return rows(data -> data.getFunctions(catalog, schemaPattern, functionNamePattern));
    }

    @Override
    public String getIdentifierQuoteString() throws SQLException {
        return constant("getIdentifierQuoteString", DatabaseMetaData::getIdentifierQuoteString);
    }

    @Override
    public ResultSet getImportedKeys(String catalog, String schema, String table) throws SQLException {
        return rows(data -> data.getImportedKeys(catalog, schema, table));
    }

    @Override
    public ResultSet getIndexInfo(String catalog, String schema, String table, boolean unique, boolean approximate)
            throws SQLException {
        return rows(data -> data.getIndexInfo(catalog, schema, table, unique, approximate));
    }

    @Override
    public int getJDBCMajorVersion() throws SQLException {
        return constant("getJDBCMajorVersion", DatabaseMetaData::getJDBCMajorVersion);
    }

    @Override
    public int getJDBCMinorVersion() throws SQLException {
        return constant("getJDBCMinorVersion", DatabaseMetaData::getJDBCMinorVersion);
    }

    @Override
    public int getMaxBinaryLiteralLength() throws SQLException {
        return constant("getMaxBinaryLiteralLength", DatabaseMetaData::getMaxBinaryLiteralLength);
    }

    @Override
    public int getMaxCatalogNameLength() throws SQLException {
        return constant("getMaxCatalogNameLength", DatabaseMetaData::getMaxCatalogNameLength);
    }

    @Override
    public int getMaxCharLiteralLength() throws SQLException {
        return constant("getMaxCharLiteralLength", DatabaseMetaData::getMaxCharLiteralLength);
    }

    @Override
    public int getMaxColumnNameLength() throws SQLException {
        return constant("getMaxColumnNameLength", DatabaseMetaData::getMaxColumnNameLength);
    }

    @Override
    public int getMaxColumnsInGroupBy() throws SQLException {
        return constant("getMaxColumnsInGroupBy", DatabaseMetaData::getMaxColumnsInGroupBy);
    }

    @Override
    public int getMaxColumnsInIndex() throws SQLException {
        return constant("getMaxColumnsInIndex", DatabaseMetaData::getMaxColumnsInIndex);
    }

    @Override
    public int getMaxColumnsInOrderBy() throws SQLException {
        return constant("getMaxColumnsInOrderBy", DatabaseMetaData::getMaxColumnsInOrderBy);
    }

    @Override
    public int getMaxColumnsInSelect() throws SQLException {
        return constant("getMaxColumnsInSelect", DatabaseMetaData::getMaxColumnsInSelect);
    }

    @Override
    public int getMaxColumnsInTable() throws SQLException {
        return constant("getMaxColumnsInTable", DatabaseMetaData::getMaxColumnsInTable);
    }

    @Override
    public int getMaxConnections() throws SQLException {
        return constant("getMaxConnections", DatabaseMetaData::getMaxConnections);
    }

    @Override
    public int getMaxCursorNameLength() throws SQLException {
        return constant("getMaxCursorNameLength", DatabaseMetaData::getMaxCursorNameLength);
    }

    @Override
    public int getMaxIndexLength() throws SQLException {
        return constant("getMaxIndexLength", DatabaseMetaData::getMaxIndexLength);
    }

    @Override
    public long getMaxLogicalLobSize() throws SQLException {
        return constant("getMaxLogicalLobSize", DatabaseMetaData::getMaxLogicalLobSize);
    }

    @Override
    public int getMaxProcedureNameLength() throws SQLException {
        return constant("getMaxProcedureNameLength", DatabaseMetaData::getMaxProcedureNameLength);
    }

    @Override
    public int getMaxRowSize() throws SQLException {
        return constant("getMaxRowSize", DatabaseMetaData::getMaxRowSize);
    }

    @Override
    public int getMaxSchemaNameLength() throws SQLException {
        return constant("getMaxSchemaNameLength", DatabaseMetaData::getMaxSchemaNameLength);
    }

    @Override
    public int getMaxStatementLength() throws SQLException {
        return constant("getMaxStatementLength", DatabaseMetaData::getMaxStatementLength);
    }

    @Override
    public int getMaxStatements() throws SQLException {
        return constant("getMaxStatements", DatabaseMetaData::getMaxStatements);
    }

    @Override
    public int getMaxTableNameLength() throws SQLException {
        return constant("getMaxTableNameLength", DatabaseMetaData::getMaxTableNameLength);
    }

    @Override
    public int getMaxTablesInSelect() throws SQLException {
        return constant("getMaxTablesInSelect", DatabaseMetaData::getMaxTablesInSelect);
    }

    @Override
    public int getMaxUserNameLength() throws SQLException {
        return constant("getMaxUserNameLength", DatabaseMetaData::getMaxUserNameLength);
    }

    @Override
    public String getNumericFunctions() throws SQLException {
        return constant("getNumericFunctions", DatabaseMetaData::getNumericFunctions);
    }

    @Override
    public ResultSet getPrimaryKeys(String catalog, String schema, String table) throws SQLException {
        return rows(data -> data.getPrimaryKeys(catalog, schema, table));
    }

    @Override
    public ResultSet getProcedureColumns(
            String catalog, String schemaPattern, String procedureNamePattern, String columnNamePattern)
            throws SQLException {
        return rows(data -> data.getProcedureColumns(catalog, schemaPattern, procedureNamePattern, columnNamePattern));
    }

    @Override
    public String getProcedureTerm() throws SQLException {
        return constant("getProcedureTerm", DatabaseMetaData::getProcedureTerm);
    }

    @Override
    public ResultSet getProcedures(String catalog, String schemaPattern, String procedureNamePattern)
            throws SQLException {
        return rows(data -> data.getProcedures(catalog, schemaPattern, procedureNamePattern));
    }

    @Override
    public ResultSet getPseudoColumns(
            String catalog, String schemaPattern, String tableNamePattern, String columnNamePattern)
            throws SQLException {
        return rows(data -> data.getPseudoColumns(catalog, schemaPattern, tableNamePattern, columnNamePattern));
    }

    @Override
    public int getResultSetHoldability() throws SQLException {
        return constant("getResultSetHoldability", DatabaseMetaData::getResultSetHoldability);
    }

    @Override
    public RowIdLifetime getRowIdLifetime() throws SQLException {
        return constant("getRowIdLifetime", DatabaseMetaData::getRowIdLifetime);
    }

    @Override
    public String getSQLKeywords() throws SQLException {
        return constant("getSQLKeywords", DatabaseMetaData::getSQLKeywords);
    }

    @Override
    public int getSQLStateType() throws SQLException {
        return constant("getSQLStateType", DatabaseMetaData::getSQLStateType);
    }

    @Override
    public String getSchemaTerm() throws SQLException {
        return constant("getSchemaTerm", DatabaseMetaData::getSchemaTerm);
    }

    @Override
    public ResultSet getSchemas() throws SQLException {
        return rows(DatabaseMetaData::getSchemas);
    }

    @Override
    public ResultSet getSchemas(String catalog, String schemaPattern) throws SQLException {
        return rows(data -> data.getSchemas(catalog, schemaPattern));
    }

    @Override
    public String getSearchStringEscape() throws SQLException {
        return constant("getSearchStringEscape", DatabaseMetaData::getSearchStringEscape);
    }

    @Override
    public String getStringFunctions() throws SQLException {
        return constant("getStringFunctions", DatabaseMetaData::getStringFunctions);
    }

    @Override
    public ResultSet getSuperTables(String catalog, String schemaPattern, String tableNamePattern) throws SQLException {
        return rows(data -> data.getSuperTables(catalog, schemaPattern, tableNamePattern));
    }

    @Override
    public ResultSet getSuperTypes(String catalog, String schemaPattern, String typeNamePattern) throws SQLException {
        return rows(data -> data.getSuperTypes(catalog, schemaPattern, typeNamePattern));
    }

    @Override
    public String getSystemFunctions() throws SQLException {
        return constant("getSystemFunctions", DatabaseMetaData::getSystemFunctions);
    }

    @Override
    public ResultSet getTablePrivileges(String catalog, String schemaPattern, String tableNamePattern)
            throws SQLException {
        return rows(data -> data.getTablePrivileges(catalog, schemaPattern, tableNamePattern));
    }

    @Override
    public ResultSet getTableTypes() throws SQLException {
        return rows(DatabaseMetaData::getTableTypes);
    }

    @Override
    public ResultSet getTables(String catalog, String schemaPattern, String tableNamePattern, String[] types)
            throws SQLException {
        return rows(data -> data.getTables(catalog, schemaPattern, tableNamePattern, types));
    }

    @Override
    public String getTimeDateFunctions() throws SQLException {
        return constant("getTimeDateFunctions", DatabaseMetaData::getTimeDateFunctions);
    }

    @Override
    public ResultSet getTypeInfo() throws SQLException {
        return rows(DatabaseMetaData::getTypeInfo);
    }

    @Override
    public ResultSet getUDTs(String catalog, String schemaPattern, String typeNamePattern, int[] types)
            throws SQLException {
        return rows(data -> data.getUDTs(catalog, schemaPattern, typeNamePattern, types));
    }

    @Override
    public String getURL() throws SQLException {
        return constant("getURL", DatabaseMetaData::getURL);
    }

    @Override
    public String getUserName() throws SQLException {
        return constant("getUserName", DatabaseMetaData::getUserName);
    }

    @Override
    public ResultSet getVersionColumns(String catalog, String schema, String table) throws SQLException {
        return rows(data -> data.getVersionColumns(catalog, schema, table));
    }

    @Override
    public boolean insertsAreDetected(int type) throws SQLException {
        return ask(data -> data.insertsAreDetected(type));
    }

    @Override
    public boolean isCatalogAtStart() throws SQLException {
        return constant("isCatalogAtStart", DatabaseMetaData::isCatalogAtStart);
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        return ask(DatabaseMetaData::isReadOnly);
    }

    @Override
    public boolean locatorsUpdateCopy() throws SQLException {
        return constant("locatorsUpdateCopy", DatabaseMetaData::locatorsUpdateCopy);
    }

    @Override
    public boolean nullPlusNonNullIsNull() throws SQLException {
        return constant("nullPlusNonNullIsNull", DatabaseMetaData::nullPlusNonNullIsNull);
    }

    @Override
    public boolean nullsAreSortedAtEnd() throws SQLException {
        return constant("nullsAreSortedAtEnd", DatabaseMetaData::nullsAreSortedAtEnd);
    }

    @Override
    public boolean nullsAreSortedAtStart() throws SQLException {
        return constant("nullsAreSortedAtStart", DatabaseMetaData::nullsAreSortedAtStart);
    }

    @Override
    public boolean nullsAreSortedHigh() throws SQLException {
        return constant("nullsAreSortedHigh", DatabaseMetaData::nullsAreSortedHigh);
    }

    @Override
    public boolean nullsAreSortedLow() throws SQLException {
        return constant("nullsAreSortedLow", DatabaseMetaData::nullsAreSortedLow);
    }

    @Override
    public boolean othersDeletesAreVisible(int type) throws SQLException {
        return ask(data -> data.othersDeletesAreVisible(type));
    }

    @Override
    public boolean othersInsertsAreVisible(int type) throws SQLException {
        return ask(data -> data.othersInsertsAreVisible(type));
    }

    @Override
    public boolean othersUpdatesAreVisible(int type) throws SQLException {
        return ask(data -> data.othersUpdatesAreVisible(type));
    }

    @Override
    public boolean ownDeletesAreVisible(int type) throws SQLException {
        return ask(data -> data.ownDeletesAreVisible(type));
    }

    @Override
    public boolean ownInsertsAreVisible(int type) throws SQLException {
        return ask(data -> data.ownInsertsAreVisible(type));
    }

    @Override
    public boolean ownUpdatesAreVisible(int type) throws SQLException {
        return ask(data -> data.ownUpdatesAreVisible(type));
    }

    @Override
    public boolean storesLowerCaseIdentifiers() throws SQLException {
        return constant("storesLowerCaseIdentifiers", DatabaseMetaData::storesLowerCaseIdentifiers);
    }

    @Override
    public boolean storesLowerCaseQuotedIdentifiers() throws SQLException {
        return constant("storesLowerCaseQuotedIdentifiers", DatabaseMetaData::storesLowerCaseQuotedIdentifiers);
    }

    @Override
    public boolean storesMixedCaseIdentifiers() throws SQLException {
        return constant("storesMixedCaseIdentifiers", DatabaseMetaData::storesMixedCaseIdentifiers);
    }

    @Override
    public boolean storesMixedCaseQuotedIdentifiers() throws SQLException {
        return constant("storesMixedCaseQuotedIdentifiers", DatabaseMetaData::storesMixedCaseQuotedIdentifiers);
    }

    @Override
    public boolean storesUpperCaseIdentifiers() throws SQLException {
        return constant("storesUpperCaseIdentifiers", DatabaseMetaData::storesUpperCaseIdentifiers);
    }

    @Override
    public boolean storesUpperCaseQuotedIdentifiers() throws SQLException {
        return constant("storesUpperCaseQuotedIdentifiers", DatabaseMetaData::storesUpperCaseQuotedIdentifiers);
    }

    @Override
    public boolean supportsANSI92EntryLevelSQL() throws SQLException {
        return constant("supportsANSI92EntryLevelSQL", DatabaseMetaData::supportsANSI92EntryLevelSQL);
    }

    @Override
    public boolean supportsANSI92FullSQL() throws SQLException {
        return constant("supportsANSI92FullSQL", DatabaseMetaData::supportsANSI92FullSQL);
    }

    @Override
    public boolean supportsANSI92IntermediateSQL() throws SQLException {
        return constant("supportsANSI92IntermediateSQL", DatabaseMetaData::supportsANSI92IntermediateSQL);
    }

    @Override
    public boolean supportsAlterTableWithAddColumn() throws SQLException {
        return constant("supportsAlterTableWithAddColumn", DatabaseMetaData::supportsAlterTableWithAddColumn);
    }

    @Override
    public boolean supportsAlterTableWithDropColumn() throws SQLException {
        return constant("supportsAlterTableWithDropColumn", DatabaseMetaData::supportsAlterTableWithDropColumn);
    }

    @Override
    public boolean supportsBatchUpdates() throws SQLException {
        return constant("supportsBatchUpdates", DatabaseMetaData::supportsBatchUpdates);
    }

    @Override
    public boolean supportsCatalogsInDataManipulation() throws SQLException {
        return constant("supportsCatalogsInDataManipulation", DatabaseMetaData::supportsCatalogsInDataManipulation);
    }

    @Override
    public boolean supportsCatalogsInIndexDefinitions() throws SQLException {
        return constant("supportsCatalogsInIndexDefinitions", DatabaseMetaData::supportsCatalogsInIndexDefinitions);
    }

    @Override
    public boolean supportsCatalogsInPrivilegeDefinitions() throws SQLException {
        return constant(
                "supportsCatalogsInPrivilegeDefinitions", DatabaseMetaData::supportsCatalogsInPrivilegeDefinitions);
    }

    @Override
    public boolean supportsCatalogsInProcedureCalls() throws SQLException {
        return constant("supportsCatalogsInProcedureCalls", DatabaseMetaData::supportsCatalogsInProcedureCalls);
    }

    @Override
    public boolean supportsCatalogsInTableDefinitions() throws SQLException {
        return constant("supportsCatalogsInTableDefinitions", DatabaseMetaData::supportsCatalogsInTableDefinitions);
    }

    @Override
    public boolean supportsColumnAliasing() throws SQLException {
        return constant("supportsColumnAliasing", DatabaseMetaData::supportsColumnAliasing);
    }

    @Override
    public boolean supportsConvert() throws SQLException {
        return constant("supportsConvert", DatabaseMetaData::supportsConvert);
    }

    @Override
    public boolean supportsConvert(int fromType, int toType) throws SQLException {
        return ask(data -> data.supportsConvert(fromType, toType));
    }

    @Override
    public boolean supportsCoreSQLGrammar() throws SQLException {
        return constant("supportsCoreSQLGrammar", DatabaseMetaData::supportsCoreSQLGrammar);
    }

    @Override
    public boolean supportsCorrelatedSubqueries() throws SQLException {
        return constant("supportsCorrelatedSubqueries", DatabaseMetaData::supportsCorrelatedSubqueries);
    }

    @Override
    public boolean supportsDataDefinitionAndDataManipulationTransactions() throws SQLException {
        return constant(
                "supportsDataDefinitionAndDataManipulationTransactions",
                DatabaseMetaData::supportsDataDefinitionAndDataManipulationTransactions);
    }

    @Override
    public boolean supportsDataManipulationTransactionsOnly() throws SQLException {
        return constant(
                "supportsDataManipulationTransactionsOnly", DatabaseMetaData::supportsDataManipulationTransactionsOnly);
    }

    @Override
    public boolean supportsDifferentTableCorrelationNames() throws SQLException {
        return constant(
                "supportsDifferentTableCorrelationNames", DatabaseMetaData::supportsDifferentTableCorrelationNames);
    }

    @Override
    public boolean supportsExpressionsInOrderBy() throws SQLException {
        return constant("supportsExpressionsInOrderBy", DatabaseMetaData::supportsExpressionsInOrderBy);
    }

    @Override
    public boolean supportsExtendedSQLGrammar() throws SQLException {
        return constant("supportsExtendedSQLGrammar", DatabaseMetaData::supportsExtendedSQLGrammar);
    }

    @Override
    public boolean supportsFullOuterJoins() throws SQLException {
        return constant("supportsFullOuterJoins", DatabaseMetaData::supportsFullOuterJoins);
    }

    @Override
    public boolean supportsGetGeneratedKeys() throws SQLException {
        return constant("supportsGetGeneratedKeys", DatabaseMetaData::supportsGetGeneratedKeys);
    }

    @Override
    public boolean supportsGroupBy() throws SQLException {
        return constant("supportsGroupBy", DatabaseMetaData::supportsGroupBy);
    }

    @Override
    public boolean supportsGroupByBeyondSelect() throws SQLException {
        return constant("supportsGroupByBeyondSelect", DatabaseMetaData::supportsGroupByBeyondSelect);
    }

    @Override
    public boolean supportsGroupByUnrelated() throws SQLException {
        return constant("supportsGroupByUnrelated", DatabaseMetaData::supportsGroupByUnrelated);
    }

    @Override
    public boolean supportsIntegrityEnhancementFacility() throws SQLException {
        return constant("supportsIntegrityEnhancementFacility", DatabaseMetaData::supportsIntegrityEnhancementFacility);
    }

    @Override
    public boolean supportsLikeEscapeClause() throws SQLException {
        return constant("supportsLikeEscapeClause", DatabaseMetaData::supportsLikeEscapeClause);
    }

    @Override
    public boolean supportsLimitedOuterJoins() throws SQLException {
        return constant("supportsLimitedOuterJoins", DatabaseMetaData::supportsLimitedOuterJoins);
    }

    @Override
    public boolean supportsMinimumSQLGrammar() throws SQLException {
        return constant("supportsMinimumSQLGrammar", DatabaseMetaData::supportsMinimumSQLGrammar);
    }

    @Override
    public boolean supportsMixedCaseIdentifiers() throws SQLException {
        return constant("supportsMixedCaseIdentifiers", DatabaseMetaData::supportsMixedCaseIdentifiers);
    }

    @Override
    public boolean supportsMixedCaseQuotedIdentifiers() throws SQLException {
        return constant("supportsMixedCaseQuotedIdentifiers", DatabaseMetaData::supportsMixedCaseQuotedIdentifiers);
    }

    @Override
    public boolean supportsMultipleOpenResults() throws SQLException {
        return constant("supportsMultipleOpenResults", DatabaseMetaData::supportsMultipleOpenResults);
    }

    @Override
    public boolean supportsMultipleResultSets() throws SQLException {
        return constant("supportsMultipleResultSets", DatabaseMetaData::supportsMultipleResultSets);
    }

    @Override
    public boolean supportsMultipleTransactions() throws SQLException {
        return constant("supportsMultipleTransactions", DatabaseMetaData::supportsMultipleTransactions);
    }

    @Override
    public boolean supportsNamedParameters() throws SQLException {
        return constant("supportsNamedParameters", DatabaseMetaData::supportsNamedParameters);
    }

    @Override
    public boolean supportsNonNullableColumns() throws SQLException {
        return constant("supportsNonNullableColumns", DatabaseMetaData::supportsNonNullableColumns);
    }

    @Override
    public boolean supportsOpenCursorsAcrossCommit() throws SQLException {
        return constant("supportsOpenCursorsAcrossCommit", DatabaseMetaData::supportsOpenCursorsAcrossCommit);
    }

    @Override
    public boolean supportsOpenCursorsAcrossRollback() throws SQLException {
        return constant("supportsOpenCursorsAcrossRollback", DatabaseMetaData::supportsOpenCursorsAcrossRollback);
    }

    @Override
    public boolean supportsOpenStatementsAcrossCommit() throws SQLException {
        return constant("supportsOpenStatementsAcrossCommit", DatabaseMetaData::supportsOpenStatementsAcrossCommit);
    }

    @Override
    public boolean supportsOpenStatementsAcrossRollback() throws SQLException {
        return constant("supportsOpenStatementsAcrossRollback", DatabaseMetaData::supportsOpenStatementsAcrossRollback);
    }

    @Override
    public boolean supportsOrderByUnrelated() throws SQLException {
        return constant("supportsOrderByUnrelated", DatabaseMetaData::supportsOrderByUnrelated);
    }

    @Override
    public boolean supportsOuterJoins() throws SQLException {
        return constant("supportsOuterJoins", DatabaseMetaData::supportsOuterJoins);
    }

    @Override
    public boolean supportsPositionedDelete() throws SQLException {
        return constant("supportsPositionedDelete", DatabaseMetaData::supportsPositionedDelete);
    }

    @Override
    public boolean supportsPositionedUpdate() throws SQLException {
        return constant("supportsPositionedUpdate", DatabaseMetaData::supportsPositionedUpdate);
    }

    @Override
    public boolean supportsRefCursors() throws SQLException {
        return constant("supportsRefCursors", DatabaseMetaData::supportsRefCursors);
    }

    @Override
    public boolean supportsResultSetConcurrency(int type, int concurrency) throws SQLException {
        return ask(data -> data.supportsResultSetConcurrency(type, concurrency));
    }

    @Override
    public boolean supportsResultSetHoldability(int holdability) throws SQLException {
        return ask(data -> data.supportsResultSetHoldability(holdability));
    }

    @Override
    public boolean supportsResultSetType(int type) throws SQLException {
        return ask(data -> data.supportsResultSetType(type));
    }

    @Override
    public boolean supportsSavepoints() throws SQLException {
        return constant("supportsSavepoints", DatabaseMetaData::supportsSavepoints);
    }

    @Override
    public boolean supportsSchemasInDataManipulation() throws SQLException {
        return constant("supportsSchemasInDataManipulation", DatabaseMetaData::supportsSchemasInDataManipulation);
    }

    @Override
    public boolean supportsSchemasInIndexDefinitions() throws SQLException {
        return constant("supportsSchemasInIndexDefinitions", DatabaseMetaData::supportsSchemasInIndexDefinitions);
    }

    @Override
    public boolean supportsSchemasInPrivilegeDefinitions() throws SQLException {
        return constant(
                "supportsSchemasInPrivilegeDefinitions", DatabaseMetaData::supportsSchemasInPrivilegeDefinitions);
    }

    @Override
    public boolean supportsSchemasInProcedureCalls() throws SQLException {
        return constant("supportsSchemasInProcedureCalls", DatabaseMetaData::supportsSchemasInProcedureCalls);
    }

    @Override
    public boolean supportsSchemasInTableDefinitions() throws SQLException {
        return constant("supportsSchemasInTableDefinitions", DatabaseMetaData::supportsSchemasInTableDefinitions);
    }

    @Override
    public boolean supportsSelectForUpdate() throws SQLException {
        return constant("supportsSelectForUpdate", DatabaseMetaData::supportsSelectForUpdate);
    }

    @Override
    public boolean supportsSharding() throws SQLException {
        return constant("supportsSharding", DatabaseMetaData::supportsSharding);
    }

    @Override
    public boolean supportsStatementPooling() throws SQLException {
        return constant("supportsStatementPooling", DatabaseMetaData::supportsStatementPooling);
    }

    @Override
    public boolean supportsStoredFunctionsUsingCallSyntax() throws SQLException {
        return constant(
                "supportsStoredFunctionsUsingCallSyntax", DatabaseMetaData::supportsStoredFunctionsUsingCallSyntax);
    }

    @Override
    public boolean supportsStoredProcedures() throws SQLException {
        return constant("supportsStoredProcedures", DatabaseMetaData::supportsStoredProcedures);
    }

    @Override
    public boolean supportsSubqueriesInComparisons() throws SQLException {
        return constant("supportsSubqueriesInComparisons", DatabaseMetaData::supportsSubqueriesInComparisons);
    }

    @Override
    public boolean supportsSubqueriesInExists() throws SQLException {
        return constant("supportsSubqueriesInExists", DatabaseMetaData::supportsSubqueriesInExists);
    }

    @Override
    public boolean supportsSubqueriesInIns() throws SQLException {
        return constant("supportsSubqueriesInIns", DatabaseMetaData::supportsSubqueriesInIns);
    }

    @Override
    public boolean supportsSubqueriesInQuantifieds() throws SQLException {
        return constant("supportsSubqueriesInQuantifieds", DatabaseMetaData::supportsSubqueriesInQuantifieds);
    }

    @Override
    public boolean supportsTableCorrelationNames() throws SQLException {
        return constant("supportsTableCorrelationNames", DatabaseMetaData::supportsTableCorrelationNames);
    }

    @Override
    public boolean supportsTransactionIsolationLevel(int level) throws SQLException {
        return ask(data -> data.supportsTransactionIsolationLevel(level));
    }

    @Override
    public boolean supportsTransactions() throws SQLException {
        return constant("supportsTransactions", DatabaseMetaData::supportsTransactions);
    }

    @Override
    public boolean supportsUnion() throws SQLException {
        return constant("supportsUnion", DatabaseMetaData::supportsUnion);
    }

    @Override
    public boolean supportsUnionAll() throws SQLException {
        return constant("supportsUnionAll", DatabaseMetaData::supportsUnionAll);
    }

    @Override
    public boolean updatesAreDetected(int type) throws SQLException {
        return ask(data -> data.updatesAreDetected(type));
    }

    @Override
    public boolean usesLocalFilePerTable() throws SQLException {
        return constant("usesLocalFilePerTable", DatabaseMetaData::usesLocalFilePerTable);
    }

    @Override
    public boolean usesLocalFiles() throws SQLException {
        return constant("usesLocalFiles", DatabaseMetaData::usesLocalFiles);
    }
}
