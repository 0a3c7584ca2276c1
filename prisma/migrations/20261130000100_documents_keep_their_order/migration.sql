-- jsonb sorts the names of members, and pages show them in the order that their author chose.
ALTER TABLE "Document" ALTER COLUMN "overview" TYPE JSON USING "overview"::json;
ALTER TABLE "DocOperation"
  ALTER COLUMN "body" TYPE JSON USING "body"::json,
  ALTER COLUMN "callable" TYPE JSON USING "callable"::json;
ALTER TABLE "DocSchema"
  ALTER COLUMN "body" TYPE JSON USING "body"::json,
  ALTER COLUMN "definition" TYPE JSON USING "definition"::json;
