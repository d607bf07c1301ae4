<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>AlarmLine</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallBackDialog</name>
    <message numerus="yes">
        <source>Promise %n callback(s)</source>
        <translation>
            <numerusform>Promise %n callback</numerusform>
            <numerusform>Promise %n callbacks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Promise %n customer(s) who gave up a callback by {time}?</source>
        <translation>
            <numerusform>Promise %n customer who gave up a callback by {time}?</numerusform>
            <numerusform>Promise %n customers who gave up a callback by {time}?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DetailsDialog</name>
    <message numerus="yes">
        <source>History, the last %n event(s)</source>
        <translation>
            <numerusform>History, the last event</numerusform>
            <numerusform>History, the last %n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>History, %n event(s)</source>
        <translation>
            <numerusform>History, %n event</numerusform>
            <numerusform>History, %n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n source</numerusform>
            <numerusform>%n sources</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) silent</source>
        <translation>
            <numerusform>%n source silent</numerusform>
            <numerusform>%n sources silent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Plurals</name>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>%n contact</numerusform>
            <numerusform>%n contacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n free</source>
        <translation>
            <numerusform>%n free</numerusform>
            <numerusform>%n free</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{queue}: %n waiting and nobody on duty</source>
        <translation>
            <numerusform>{queue}: %n waiting and nobody on duty</numerusform>
            <numerusform>{queue}: %n waiting and nobody on duty</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{queue}: %n waiting, more than {limit}</source>
        <translation>
            <numerusform>{queue}: %n waiting, more than {limit}</numerusform>
            <numerusform>{queue}: %n waiting, more than {limit}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{queue}: down to %n waiting, it was more than {limit}</source>
        <translation>
            <numerusform>{queue}: down to %n waiting, it was more than {limit}</numerusform>
            <numerusform>{queue}: down to %n waiting, it was more than {limit}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>transferred %n time(s)</source>
        <translation>
            <numerusform>transferred once</numerusform>
            <numerusform>transferred %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>sent on %n time(s)</source>
        <translation>
            <numerusform>sent on once</numerusform>
            <numerusform>sent on %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n past week(s)</source>
        <translation>
            <numerusform>%n past week</numerusform>
            <numerusform>%n past weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>mean of %n past week(s)</source>
        <translation>
            <numerusform>mean of %n past week</numerusform>
            <numerusform>mean of %n past weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ring(s) without an answer</source>
        <translation>
            <numerusform>%n ring without an answer</numerusform>
            <numerusform>%n rings without an answer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReassignDialog</name>
    <message numerus="yes">
        <source>Where should %n contact(s) go?</source>
        <translation>
            <numerusform>Where should %n contact go?</numerusform>
            <numerusform>Where should %n contacts go?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n go at once, the most pressing. The others stay where they are.</source>
        <translation>
            <numerusform>%n goes at once, the most pressing. The others stay where they are.</numerusform>
            <numerusform>%n go at once, the most pressing. The others stay where they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There is room for %n of them: the first. The others stay where they are.</source>
        <translation>
            <numerusform>There is room for %n of them: the first. The others stay where they are.</numerusform>
            <numerusform>There is room for %n of them: the first. The others stay where they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrendPanel</name>
    <message numerus="yes">
        <source>%n contact(s) so far</source>
        <translation>
            <numerusform>%n contact so far</numerusform>
            <numerusform>%n contacts so far</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WaitingPanel</name>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>%n contact</numerusform>
            <numerusform>%n contacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
</TS>
