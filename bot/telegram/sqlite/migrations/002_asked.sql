-- When somebody asked: for a day, under the name that the journal has for them.
CREATE TABLE asked (
    who TEXT NOT NULL,
    asked_at REAL NOT NULL,
    PRIMARY KEY (who, asked_at)
) WITHOUT ROWID;
