-- Updates as Telegram sent them, in the order of their arrival. `lane` is the chat and the person,
-- within which they are done in order; empty for one that waits for nobody. `parts` says how many
-- messages of its answer were accepted, `shown` which message shows its progress. What is done
-- keeps its number only, so that Telegram may send it again without effect.
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
CREATE INDEX inbox_open ON inbox (number) WHERE state <> 'done';
CREATE INDEX inbox_done ON inbox (received_at) WHERE state = 'done';

CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    language TEXT NOT NULL,
    has_chosen INTEGER NOT NULL,
    seen_at REAL NOT NULL
);

CREATE TABLE conversations (
    chat INTEGER NOT NULL,
    person INTEGER NOT NULL,
    questions TEXT NOT NULL,
    changed_at REAL NOT NULL,
    PRIMARY KEY (chat, person)
) WITHOUT ROWID;

-- What a button under an answer, a reply to it or an edit of its question needs.
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
CREATE INDEX answers_by_question ON answers (chat, asked_in);
CREATE INDEX answers_by_person ON answers (person);

CREATE TABLE answer_messages (
    chat INTEGER NOT NULL,
    message INTEGER NOT NULL,
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE,
    PRIMARY KEY (chat, message)
) WITHOUT ROWID;
CREATE INDEX answer_messages_by_answer ON answer_messages (answer);

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

CREATE TABLE comments (
    id INTEGER PRIMARY KEY,
    person INTEGER NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    given_at REAL NOT NULL
);

-- What is remembered of the service itself: what a server can, an outage, how often something was.
CREATE TABLE notes (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    noted_at REAL NOT NULL
) WITHOUT ROWID;
