### Адамдарға арналған сөздер, қазақша. Кілттері messages.ru.ftl файлындағымен бірдей.

## Жауаптар
answer-not-found = Дереккөздерден жауап табылмады.
answer-refused = Қалай дауыс беруді тек өзіңіз шешесіз: мен кеңес бермеймін, үгіттемеймін. Дереккөздерде не айтылғанын көрсете аламын.
lead-in-other-language = Орыс тіліндегі дереккөзде былай делінген:
lead-in-further = Тағы:
sources-heading = Дереккөздер

## Құжат түрлері
kind-constitution = Конституция
kind-law = заң
kind-explainer = түсіндірме
kind-news = жаңалық
kind-text = мәтін

## Сөйлем тексеруде неге алынып тасталды
cut-uncited = дереккөзге сілтеме жоқ
cut-empty = сөйлемде сөз жоқ
cut-quote = дереккөзде мұндай сөз жоқ
cut-number = дереккөзде мұндай сан жоқ
cut-name = дереккөзде мұндай есім не күн жоқ
cut-language = сұрақтың тілінде емес

## Жұмыс барысы
progress-searching = Дереккөздерден іздеп жатырмын…
progress-indexing = Құжаттар индекстелуде
progress-adding = Файлдар оқылуда
progress-syncing = Дереккөздер салыстырылуда
progress-default-corpus = Деректер қалтасы бос: бағдарламамен бірге келген мақалалар мен түсіндірмелер индекстеледі ({ $count }).
progress-pending = Үзіліп қалған жұмыстан кейін индекс ретке келтіріледі ({ $count } құжат).
chat-welcome = Конституция туралы қазақша не орысша сұраңыз. Бос жол – шығу.
chat-prompt = сұрақ>
interrupted = Тоқтатылды. Қосылып үлгергені сақталды.

## Корпус
corpus-refused = қабылданбады
corpus-summary = Қосылғаны: { $added }, ауыстырылғаны: { $replaced }, өзгермегені: { $unchanged }, қабылданбағаны: { $refused }.
sync-summary = Қосылғаны: { $added }, ауыстырылғаны: { $replaced }, өзгермегені: { $unchanged }, жойылғаны: { $retired }, қабылданбағаны: { $refused }.
sync-rehearsed = Бұл тек тексеру: ештеңе жазылған жоқ.
sync-would-add = қосылады
sync-would-replace = ауыстырылады
sync-would-retire = жойылады
corpus-removed = Жойылды: { $id }.
corpus-empty = Каталогта құжат жоқ. Қосыңыз: atazan corpus add ЖОЛ
check-sound = Каталог пен индекс бүтін: { $documents } құжат, { $passages } үзінді.
check-repaired = Индекс каталогтан қалып қойған екен ({ $count }), ретке келтірілді.
check-damaged-document = { $id } құжатының мәтіні бақылау сомасына сай емес: жойып (atazan corpus remove), қайта қосыңыз.
check-damaged-file = Каталог файлы бүлінген: көшірмесінен қалпына келтіріңіз.
index-state = { $channel }: { $passages } үзінді.
index-rebuilt = Индекс қайта құрылды.

## Модельдер
model-kind-embedding = мағына бойынша іздеу
model-kind-reranker = қайта реттеу
model-kind-llm = жауап жазу
model-size = { $megabytes } МБ
model-in-use = қолданыста
model-installed = орнатылған
model-on-hub = жүктеуге болады
model-non-commercial = тек коммерциялық емес мақсатта
model-licence = { $name } лицензиясы: { $licence }.
model-licence-unknown = көрсетілмеген
model-is-local = { $path } осы машинада тұр, жүктейтін ештеңе жоқ: atazan models use { $path }
model-pulled = { $name } моделі жүктелді әрі тексерілді: { $path }. Қосу үшін: atazan models use { $name }
model-used = { $setting } = { $path } (бұрын: { $before }).
model-index-follows = Енді құжаттарды осы модельмен индекстеңіз: atazan index
model-sound = { $name }: файлдары бүтін ({ $count }).
model-file-damaged = { $name }: { $file } файлы бүлінген не жоқ. Модельді қайта жүктеңіз: atazan models pull { $name }
models-none = Жүктелген модель жоқ. Қандай модельдер барын atazan models list көрсетеді

## Қателер: не болды және не істеу керек
error-prefix = Қате:
error-unexpected = Күтпеген ақау: { $reason }. Толығырақ: ATAZAN_TRACEBACK=1.
error-question-empty = Сұрақ бос: сөзбен жазыңыз.
error-question-too-long = Сұрақ { $limit } таңбадан ұзын: қысқартыңыз.
error-file-empty = { $name }: файл бос.
error-file-not-text = { $name }: мәтін емес не кодтауы танылмады: файлды UTF-8 түрінде сақтаңыз.
error-file-unreadable = { $name }: файл оқылмайды ({ $reason }).
error-file-too-large = { $name }: файл 64 МБ-тан үлкен, бөліңіз.
error-file-format = { $name }: файлдың бұл түрі оқылмайды: PDF, DOCX, HTML не мәтін етіп сақтаңыз.
error-file-broken = { $name }: файл бүлінген не соңына дейін жетпейді.
error-file-encrypted = { $name }: файлға құпиясөз қойылған: оны алып тастаңыз.
error-file-special = { $name }: бұл файл емес, арна не құрылғы.
error-file-too-many-pages = { $name }: { $limit } беттен көп, файлды бөліңіз.
error-file-too-heavy = { $name }: талдауға тым көп уақыт не жад кетті: файлды бөліңіз не басқаша сақтаңыз.
error-pdf-without-text = { $name }: PDF ішінде мәтін жоқ: скан болса, алдымен мәтінін танытыңыз (OCR).
error-page-without-text = { $name }: бетте негізгі мәтін жоқ.
error-page-too-deep = { $name }: бет элементтері бірінің ішіне бірі тым терең салынған.
error-feed-empty = { $name }: таспада жазба жоқ.
error-entry-without-text = { $place }: таспа жазбасында мәтін жоқ.
error-archive-too-large = { $name }: архив ашылғанда тым үлкен болады.
error-archive-in-archive = { $name }: архив ішіндегі архив: оны ашып алыңыз.
error-link-to-folder = { $name }: қалтаға сілтеме; қалта ішіндегі сілтемелермен жүрмеймін, қалтаның өзін қосыңыз.
error-url-scheme = { $url }: тек http:// және https:// мекенжайлары оқылады.
error-url-invalid = { $url }: мекенжай қате жазылған (ішінде пайдаланушы аты мен құпиясөз болса да қабылданбайды).
error-host-unknown = { $url }: { $host } торабы табылмады, мекенжай мен желіні тексеріңіз.
error-address-private = { $url }: { $address } – ішкі желінің мекенжайы, ондағы беттер алынбайды. Өз серверіңіз болса, fetch_private_addresses = true деп қойыңыз.
error-fetch-redirects = { $url }: қатарынан { $limit } реттен көп бағытталды.
error-fetch-robots = { $url }: сайттың robots.txt файлы бұл бетті оқуға рұқсат бермейді.
error-fetch-status = { $url }: сервер { $status } кодымен жауап берді.
error-fetch-too-large = { $url }: 64 МБ-тан үлкен.
error-fetch-too-slow = { $url }: { $seconds } секундта жүктелмеді.
error-fetch-failed = { $url }: жүктелмеді ({ $reason }).
error-line-too-long = { $name }: жол мәтін үшін тым ұзын.
error-line-not-unicode = { $place }: жазбада Unicode таңбасының жартысы (суррогат) бар.
notice-encoding = { $name }: { $encoding } кодтауымен оқылды.
notice-pages-without-text = { $name }: { $pages }-беттерде тек суреттер бар, олардың мәтіні оқылмады.
error-folder-empty = { $name }: қалтада файл жоқ.
error-line-not-json = { $place }: жол JSON емес.
error-line-without-text = { $place }: жазбада «_id» не мәтін жоқ.
error-batch-line = { $place }: «{ $field }» өрісі бар JSON жазбасы керек.
error-document-unknown = { $id } құжаты жоқ: барын atazan corpus list көрсетеді
error-catalogue-damaged = { $path } – AtaZań каталогы емес: көшірмесінен қалпына келтіріңіз не алып тастаңыз.
error-catalogue-corrupt = { $path } каталог файлы бүлінген: көшірмеден қалпына келтіріңіз немесе алып тастап, құжаттарды қайта қосыңыз.
error-catalogue-busy = { $path } каталогы басқа процестің қолында: кейінірек қайталаңыз.
error-catalogue-disk = { $path } каталогына жазылмады ({ $reason }): диск пен рұқсатты тексеріңіз.
error-catalogue-newer = { $path } жаңарақ нұсқада жасалған: atazan бағдарламасын жаңартыңыз.
error-index-damaged = { $path } индексі оқылмайды: atazan index --rebuild пәрменімен қайта құрыңыз
error-index-busy = Индексті қазір басқа процесс жаңартып жатыр: кейінірек қайталаңыз.
error-index-incomplete = Индекс толық емес ({ $count } құжат), жаңарту мүмкін болмады: { $reason }
error-home-unwritable = { $path } қалтасына жазуға болмайды: --home не ATAZAN_HOME арқылы басқасын көрсетіңіз.
error-settings = { $name } баптауы: «{ $value }» мәні жарамайды ({ $reason }).
error-settings-file = { $path } оқылмайды: ол TOML файлы болуы керек ({ $reason }).
error-setting-unknown = { $name } деген баптау жоқ: оны { $path } файлынан алып тастаңыз.
error-source-unclear = { $path }, № { $number } [[sources]]: path пен url-дің біреуі ғана керек.
error-sources-none = Дереккөздер берілмеген: оларды { $path } файлында [[sources]] бөлімдерімен көрсетіңіз (path не url).
error-extra-missing = Бұған керек пакеттер орнатылмаған: pip install "atazan[{ $extra }]"
error-model-missing = { $path } моделі жоқ: баптаудағы жолын тексеріңіз.
error-model-unloadable = { $path } моделі жүктелмейді: { $reason }
error-index-server = { $url } мекенжайындағы Chroma сервері жауап бермейді ({ $reason }): іздеу векторсыз, сөз бойынша жүреді.
error-reranker = { $path } моделімен қайта реттеу мүмкін болмады ({ $reason }): бұрынғы рет сақталды.
error-model-unknown = { $name } моделі тізімде де (atazan models list), хабта да жоқ: тізімдегі атын, хабтағы ИЕСІ/АТЫ белгісін не файл жолын көрсетіңіз.
error-model-not-here = { $name } моделі әлі жүктелмеген: atazan models pull { $name }
error-model-licence = { $name } лицензиясы ({ $licence }) коммерциялық мақсатта қолдануға рұқсат бермейді. Сізге жараса, --accept-licence қосыңыз.
error-model-gated = Хаб { $name } моделін шартын қабылдағандарға ғана береді: модель бетінде шартты қабылдап, HF_TOKEN орнатыңыз.
error-model-network = { $name } жүктелмеді: { $reason }. Желіні тексеріп, қайталаңыз: жүктеу тоқтаған жерінен жалғасады.
error-model-disk-full = Дискіде { $name } үшін орын қалмады: орын босатып, қайталаңыз, жүктеу жалғасады.
error-model-no-space = { $path } ішінде орын аз: тағы { $needed } ГБ керек, бос орын { $free } ГБ.
error-model-hash = { $name }: бақылау сомасы хабтағыға сай емес, жүктелгені өшірілді. Қайта жүктеңіз.
error-model-busy = { $name } моделін басқа процесс жүктеп жатыр: аяқталуын күтіңіз.
error-model-no-weights = { $name } ішінде sentence-transformers оқитын салмақтар да, GGUF та жоқ.
error-model-no-gguf = { $name } ішінде GGUF файлы жоқ: модельді llama.cpp құрамындағы convert_hf_to_gguf.py арқылы түрлендіріп, atazan models use ФАЙЛ.gguf пәрменін беріңіз
error-model-which-gguf = { $name } ішінде бірнеше GGUF файлы бар, біреуін көрсетіңіз: { $files }
error-model-not-gguf = { $path } – GGUF емес: 2 не 3-нұсқалы GGUF файлы керек.
error-model-cut-off = { $path } толық емес: { $expected } ГБ орнына { $size } ГБ. Қайта жүктеңіз.
error-model-gone = { $path } оқылмайды: жолы мен рұқсатын тексеріңіз.
error-model-too-large = { $path } жадқа сыймайды: { $needed } ГБ керек, қолжетімдісі { $available } ГБ. Кішірек модель алыңыз.
error-model-record = { $path } оқылмайды: модельді қайта жүктеңіз.
error-generator = Модель жауап бере алмады: { $reason }
error-ungrounded = { $id } құжатында мұндай дәйексөз жоқ.
error-language = Тіл kk не ru болады, «{ $value }» емес.
error-golden-line = { $place }: жазба оқылмайды ({ $reason }).
error-no-default-corpus = Бағдарламамен бірге келетін мақалалар жоқ: пакетті қайта орнатыңыз.

## Орнатуды тексеру (doctor)
doctor-heading = Орнатуды тексеру
doctor-ok = дұрыс
doctor-missing = жоқ
doctor-python = Python { $version }
doctor-home = Деректер қалтасы { $path }
doctor-corpus = Каталогтағы құжат саны: { $count }
doctor-index = Индекс: { $passages } үзінді, { $pending } құжатқа қалып қойған
doctor-extra = { $extra } кеңейтімі
doctor-model = { $setting } моделі: { $path }
doctor-vectors = Chroma сервері { $url }
doctor-fix = не істеу керек: { $command }

## Сапаны бағалау
eval-heading = Жауап сапасы
eval-questions = сұрақ саны
eval-fact-recall = фактілердің толықтығы
eval-status = нәтиженің дұрыстығы
eval-false-answers = жалған жауап
eval-false-refusals = орынсыз «табылмады»
eval-document-hit = құжаттың дұрыстығы
eval-verbatim = дәйексөздің дәлдігі
eval-failed = Сәйкес келмегендері:

## Пәрмен түсіндірмелері
help-app = Қазақстан Конституциясы туралы қазақша және орысша жауаптар, дереккөзі сөзбе-сөз.
help-home = Деректер қалтасы; көрсетілмесе – ATAZAN_HOME.
help-ask = Бір сұраққа жауап беру.
help-question = Қазақша не орысша сұрақ.
help-language = Жауап тілі: kk не ru. Көрсетілмесе – сұрақтың тілі.
help-json = JSON шығару.
help-batch-ask = id, question, lang өрістері бар JSON Lines файлы: әр жолға бір JSON жауап.
help-chat = Терминалдағы әңгіме.
help-search = Табылған үзінділерді жауапсыз көрсету.
help-query = Сұраныс.
help-k = Неше үзінді көрсету керек.
help-batch-search = _id, text өрістері бар JSON Lines файлы.
help-format = --batch шығару түрі: json не trec.
help-corpus = Құжаттар: қосу, көру, жою, тексеру.
help-corpus-add = Файл, қалта, веб-бет не BEIR corpus.jsonl қосу.
help-paths = Файлдар, қалталар және бет мекенжайлары.
help-default = Бағдарламамен бірге келген мақалаларды да қосу.
help-corpus-sync = Корпусты atazan.toml ішіндегі дереккөздер тізіміне сәйкестендіру: қосу, ауыстыру, жою.
help-dry-run = Не өзгеретінін ғана көрсету.
help-corpus-list = Құжаттар тізімі.
help-corpus-show = Құжатты көрсету.
help-raw = Сақталған мәтіннің өзі, әріпке-әріп.
help-id = Құжат нөмірі.
help-corpus-remove = Құжатты жою.
help-corpus-check = Каталог пен индексті тексеру, мүмкінін жөндеу.
help-index = Индекстердің күйін көрсету не қайта құру.
help-rebuild = Қайта құру.
help-doctor = Орнатуды тексеріп, не жетпейтінін айту.
help-models = Модельдер: тізім, жүктеу, таңдау, тексеру.
help-models-list = Орнатылған және жүктеуге болатын модельдер.
help-models-pull = Модельді хабтан жүктеу: алдымен лицензиясын айту, соңынан файлдарын тексеру.
help-models-use = Модельді қосу: atazan.toml файлына жазу.
help-models-verify = Жүктелген модельдердің файлдарын тексеру.
help-model-name = Тізімдегі аты, хабтағы ИЕСІ/АТЫ, ИЕСІ/АТЫ/ФАЙЛ.gguf не жол.
help-accept-licence = Коммерциялық қолдануға тыйым салатын лицензияны қабылдау.
help-eval = Сапаны өлшеу.
help-eval-answers = Жинақтағы сұрақтарды қойып, жауаптарды фактілермен салыстыру.
help-eval-retrieval = BEIR түріндегі жинақтың сұраныстарын қойып, табылғанын өлшеу.
help-beir = Жинақ қалтасы: corpus.jsonl, queries.jsonl, qrels/test.tsv.
help-golden = Сұрақтар жинағы, JSON Lines.

# Whose words a sentence rests on.
attribution-law = { $law }, { $place }:
attribution-guide = { $article }-баптың түсіндірмесі (ресми емес):
edition-adopted = Конституция
edition-draft = Конституцияның { $date } күнгі жобасы
edition-1995 = 1995 жылғы Конституция

# What changed between two editions.
help-corpus-diff = Заңның екі редакциясының айырмашылығын көрсету.
help-diff-old = Бұрынғы құжаттың нөмірі.
help-diff-new = Жаңа құжаттың нөмірі.
help-article = Бір ғана бап.
help-html = Осы файлға HTML беті етіп жазу.
diff-heading = Не өзгерді
diff-same = дәл келеді
diff-changed = өзгерген
diff-added = қосылған
diff-removed = алынған
fate-same = өзгермеген
fate-changed = өзгерген
fate-added = жаңа
fate-removed = алынып тасталған
diff-renumbered = { $new } (бұрын { $old })
diff-written = Салыстыру жазылды: { $path }
error-diff-languages = { $old } мен { $new } құжаттары екі тілде: бір тілдегі мәтіндерді ғана салыстыруға болады.
error-article-unknown = { $id } құжатында { $article }-бап жоқ.
error-no-articles = { $id } құжатында баптар жоқ: заңдар ғана салыстырылады.
comparison-same = Мәтін өзгермеген ({ $edition } – сөзбе-сөз бірдей).
comparison-new = Жаңа бап: бұрынғы мәтіннен ({ $edition }) сәйкесі табылмады.
check-numbers-disagree = { $one } мен { $other } мәтіндерінің сандары сәйкес емес: { $place } ({ $numbers }).
help-curve = Барлық шектегі екі қатені де көрсету.
curve-threshold = шек
help-kind = Тек осы түрдегі құжаттар; бірнешеуін атауға болады.
help-since = Тек осы күннен бастап (2026-02-01 немесе 01.02.2026).
help-until = Тек осы күнге дейін.
