"""The Directorate's view of all prefectures: what waits and what is late. Changes nothing."""
