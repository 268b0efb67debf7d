-- telegram.sqlite as the program of 2026-11-28 (8d01ba1) left it.
BEGIN TRANSACTION;
CREATE TABLE answer_messages (
    chat INTEGER NOT NULL,
    message INTEGER NOT NULL,
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    PRIMARY KEY (chat, message)
) WITHOUT ROWID;
INSERT INTO "answer_messages" VALUES(5000001,4,'5knkXRJreyI');
CREATE TABLE answers (
    id TEXT PRIMARY KEY,
    chat INTEGER NOT NULL,
    person INTEGER NOT NULL,
    asked_in INTEGER NOT NULL,
    question TEXT NOT NULL,
    language TEXT NOT NULL,
    citations TEXT NOT NULL,
    answered_at REAL NOT NULL
) WITHOUT ROWID;
INSERT INTO "answers" VALUES('5knkXRJreyI',5000001,5000001,3,'Өтініш тегін қарала ма?','kk','[[1, "kk", [14, 65]], [2, "kk", [66, 88]]]',1.79589972242558789253e+09);
CREATE TABLE comments (
    id INTEGER PRIMARY KEY,
    person INTEGER NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    given_at REAL NOT NULL
);
CREATE TABLE conversations (
    chat INTEGER NOT NULL,
    person INTEGER NOT NULL,
    questions TEXT NOT NULL,
    changed_at REAL NOT NULL,
    PRIMARY KEY (chat, person)
) WITHOUT ROWID;
INSERT INTO "conversations" VALUES(5000001,5000001,'["Өтініш тегін қарала ма?"]',1.79589972174045681956e+09);
CREATE TABLE feedback (
    answer TEXT NOT NULL,
    person INTEGER NOT NULL,
    asked_by INTEGER NOT NULL,
    question TEXT NOT NULL,
    language TEXT NOT NULL,
    is_good INTEGER NOT NULL,
    reason TEXT NOT NULL,
    given_at REAL NOT NULL,
    PRIMARY KEY (answer, person)
) WITHOUT ROWID;
CREATE TABLE inbox (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    update_id INTEGER NOT NULL UNIQUE,
    lane TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'done')),
    payload TEXT NOT NULL,
    received_at REAL NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    parts INTEGER NOT NULL DEFAULT 0,
    shown INTEGER
);
INSERT INTO "inbox" VALUES(1,700000001,'','done','',1.79589972021436762809e+09,0,0,NULL);
INSERT INTO "inbox" VALUES(2,700000002,'','done','',1.79589972023904538155e+09,0,0,NULL);
INSERT INTO "inbox" VALUES(3,700000003,'','done','',1.79589972123376464844e+09,0,0,NULL);
INSERT INTO "inbox" VALUES(4,700000004,'5000001:5000001','waiting','{"update_id": 700000004, "message": {"message_id": 5, "from": {"id": 5000001, "is_bot": false, "first_name": "Ару", "username": "person_5000001", "language_code": "kk"}, "date": 1795899725, "chat": {"id": 5000001, "type": "private", "first_name": "Ару", "username": "person_5000001"}, "text": "Азамат өтінішін қанша күн ішінде береді?"}}',1.79589972542386579514e+09,0,0,NULL);
CREATE TABLE notes (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    noted_at REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    language TEXT NOT NULL,
    has_chosen INTEGER NOT NULL,
    seen_at REAL NOT NULL
);
INSERT INTO "people" VALUES(5000001,'kk',1,1.79589972024514079088e+09);
CREATE INDEX inbox_open ON inbox (number) WHERE state <> 'done';
CREATE INDEX inbox_done ON inbox (received_at) WHERE state = 'done';
CREATE INDEX answers_by_question ON answers (chat, asked_in);
CREATE INDEX answers_by_person ON answers (person);
CREATE INDEX answer_messages_by_answer ON answer_messages (answer);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('inbox',4);
COMMIT;
PRAGMA user_version = 1;
